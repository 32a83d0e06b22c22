package dev.cnnc.compiler.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.cnnc.compiler.Models;
import dev.cnnc.compiler.profile.Profile.Part;
import dev.cnnc.compiler.profile.Profile.Row;
import dev.cnnc.compiler.report.ProfileReport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProfilerTest {

    private static final String NET = """
            model net {
              input(6x6x2)
              conv(4, 3x3, bias = false)  bn  relu
              dropout(0.5)
              flatten  dense(3)  softmax
            }
            """;

    @Test
    void layersThatRunTogetherAreARowAndEveryPassSumsUp() {
        Profile profile = Models.profiler(NET).run(Profiler.Pass.BOTH, 2, 1, 0.02);
        assertEquals(List.of("prediction", "training, forward", "training, backward"),
                profile.parts().stream().map(Part::name).toList());
        assertEquals(List.of("conv1+bn1+relu1", "flatten1", "dense1", "softmax1"), names(profile.parts().get(0)));
        assertEquals(List.of("conv1", "bn1+relu1", "dropout1", "flatten1", "dense1", "loss of output"),
                names(profile.parts().get(1)));
        assertEquals(names(profile.parts().get(1)), names(profile.parts().get(2)));
        for (Part part : profile.parts()) {
            assertTrue(part.seconds() > 0);
            part.rows().forEach(row -> assertTrue(row.seconds() > 0, row.toString()));
            assertEquals(part.secondsOfRows(), part.rows().stream().mapToDouble(Row::seconds).sum());
        }
    }

    private static List<String> names(Part part) {
        return part.rows().stream().map(row -> String.join("+", row.layers())).toList();
    }

    @Test
    void operationsAndBytesFollowFromShapes() {
        Profile profile = Models.profiler(NET).run(Profiler.Pass.BOTH, 2, 1, 0.01);
        // 4x4 pixels, 4 filters, 9 taps of 2 channels, 2 images, and two operations each.
        long convolution = 2L * 2 * 16 * 4 * 18;
        long dense = 2L * 2 * 64 * 3;
        assertEquals(convolution, row(profile, 0, 0).flops());
        assertEquals(convolution, row(profile, 1, 0).flops());
        // No gradient of the images.
        assertEquals(convolution, row(profile, 2, 0).flops());
        assertEquals(2 * dense, row(profile, 2, 4).flops());
        assertEquals(0, row(profile, 1, 2).flops());
        assertEquals(4 * (2 * 72 + 2 * 64 + 72), row(profile, 1, 0).bytes());
        assertEquals(4 * 2 * (64 + 64), row(profile, 1, 2).bytes());
    }

    private static Row row(Profile profile, int part, int row) {
        return profile.parts().get(part).rows().get(row);
    }

    @Test
    void theTableShowsSharesBarsAndThePeak() {
        Profile profile = new Profile("net", 2, 1, "vector", 100e9, List.of(new Part("prediction", 0.0039, List.of(
                new Row(List.of("a.b.conv1", "a.b.relu1", "c"), "4x4x4", "winograd, tiles", 0.003, 150_000_000,
                        9_000_000),
                new Row(List.of("pool"), "2x2x4", "", 0.001, 0, 1_000_000)))));
        assertEquals("""
                net, 2 images, 1 thread, vector kernels
                the machine's peak: 100 GFLOP/s of fused multiply-adds

                prediction: 4.000 ms, 500 images/s, 37.5 GFLOP/s, 38 % of the peak (unclocked: 3.900 ms)
                Layer                       Output  Time             ms           GFLOP/s  Peak  GB/s
                -------------------------------------------------------------------------------------
                a.b.conv1+relu1+c winograd  4x4x4   ############  3.000   75.0 %     50.0  50 %   3.0
                pool                        2x2x4   ####          1.000   25.0 %                  1.0
                all layers                                        4.000  100.0 %     37.5  38 %   2.5
                """, new ProfileReport(profile).text(100, false));
    }

    @Test
    void jsonHasTheSameFigures() throws IOException {
        Profile profile = new Profile("net", 2, 1, "loops", Double.NaN, List.of(new Part("prediction", 0.004, List.of(
                new Row(List.of("conv1"), "4x4x4", "direct", 0.004, 200, 300)))));
        Map<String, Object> json = JSON.std.mapFrom(new ProfileReport(profile).json());
        assertEquals(null, json.get("peakFlopsPerSecond"));
        Map<?, ?> part = (Map<?, ?>) ((List<?>) json.get("passes")).get(0);
        Map<?, ?> row = (Map<?, ?>) ((List<?>) part.get("layers")).get(0);
        assertEquals(50_000.0, row.get("flopsPerSecond"));
        assertEquals(null, row.get("ofPeak"));
        assertEquals(300, row.get("bytes"));
        assertEquals(1.0, row.get("share"));
    }

    @Test
    void warmingUpGoesOnWhileRoundsGetFaster() {
        long[] sleep = {8_000_000};
        int[] calls = {0};
        Runnable learning = () -> {
            calls[0]++;
            long end = System.nanoTime() + sleep[0];
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            sleep[0] = Math.max(500_000, sleep[0] * 19 / 20);
        };
        double[] seconds = new Rounds(Stream.of(learning, (Runnable) () -> {}).toList()).measure(0.02, 0.2);
        assertTrue(seconds[0] < 0.002, "seconds " + seconds[0]);
        assertTrue(seconds[1] < seconds[0]);
        assertTrue(calls[0] > 50);
    }

    @Test
    void theMachineReachesMoreThanAnyLayer() {
        Profile profile = Models.profiler("model net { input(14x14x64) conv(64, 3x3) flatten dense(2) }")
                .run(Profiler.Pass.PREDICTION, 1, 1, 0.05);
        Row convolution = profile.parts().get(0).rows().get(0);
        assertTrue(profile.peak() > 0.9 * convolution.flops() / convolution.seconds(),
                profile.peak() + " " + convolution);
    }
}
