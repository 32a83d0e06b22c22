package dev.cnnc.compiler.report.html;

import dev.cnnc.compiler.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a layer takes for one image when the network is trained.
 *
 * @param path of the layer; of layers that are computed together, the first
 * @param forward seconds
 * @param backward seconds; 0 where nothing is computed
 */
public record LayerTime(String path, double forward, double backward) {

    /** The times of a training step, the forward pass of which is its first part. */
    public static List<LayerTime> of(Profile profile) {
        Map<String, LayerTime> times = new LinkedHashMap<>();
        for (int part = 0; part < profile.parts().size(); part++) {
            for (Profile.Row row : profile.parts().get(part).rows()) {
                double seconds = row.seconds() / profile.batch();
                LayerTime time = part == 0
                        ? new LayerTime(row.layers().get(0), seconds, 0)
                        : new LayerTime(row.layers().get(0), 0, seconds);
                times.merge(time.path, time, LayerTime::plus);
            }
        }
        return new ArrayList<>(times.values());
    }

    private LayerTime plus(LayerTime other) {
        return new LayerTime(path, forward + other.forward, backward + other.backward);
    }
}
