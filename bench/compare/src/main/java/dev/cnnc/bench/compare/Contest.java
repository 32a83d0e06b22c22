package dev.cnnc.bench.compare;

import dev.cnnc.bench.network.Network;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One workload in all engines. They compute in turns, one at a time, so that whatever else the machine does meets them
 * alike. An engine whose answer is not the first one's is not timed.
 */
final class Contest {

    private final Workload workload;
    private final Place place;
    private final Effort effort;
    private final Map<Contestant, WorkerProcess> workers = new LinkedHashMap<>();
    private final Map<Contestant, Result> results = new EnumMap<>(Contestant.class);

    private Contest(Workload workload, Place place, Effort effort) {
        this.workload = workload;
        this.place = place;
        this.effort = effort;
    }

    /** Measures; an engine that fails has a result that says so. */
    static Map<Contestant, Result> run(Workload workload, List<Contestant> contestants, Place place, Effort effort) {
        Contest contest = new Contest(workload, place, effort);
        try {
            contestants.forEach(contest::start);
            contest.check();
            contest.time();
        } finally {
            contest.workers.values().forEach(WorkerProcess::close);
        }
        return contest.results;
    }

    private void start(Contestant contestant) {
        try {
            workers.put(contestant, WorkerProcess.start(contestant, workload, place));
        } catch (IOException e) {
            results.put(contestant, Result.failed(e.getMessage()));
        }
    }

    private void check() {
        boolean isRandom = workload.kind() == Workload.Kind.TRAINING
                && Network.read(workload.network().source(place.repository())).hasDropout();
        double tolerance = isRandom ? Agreement.RANDOM_TOLERANCE : Agreement.TOLERANCE;
        float[] expected = null;
        for (Contestant contestant : List.copyOf(workers.keySet())) {
            try {
                float[] found = workers.get(contestant).check();
                expected = expected == null ? found : expected;
                double error = Agreement.error(expected, found);
                if (error <= tolerance) {
                    results.put(contestant, Result.agreeing(isRandom ? Double.NaN : error));
                } else {
                    fail(contestant, String.format(Locale.ROOT, "its answer is %.1e off", error));
                }
            } catch (IOException e) {
                fail(contestant, e.getMessage());
            }
        }
    }

    private void fail(Contestant contestant, String reason) {
        results.put(contestant, Result.failed(reason));
        workers.remove(contestant).close();
    }

    private void time() {
        Map<Contestant, Long> runs = new EnumMap<>(Contestant.class);
        Map<Contestant, double[]> rounds = new EnumMap<>(Contestant.class);
        // Twice, since Java compiles on while the others have their turn.
        forEachWorker(0, (contestant, worker) -> warm(worker, effort.mostSlices()));
        forEachWorker(0, (contestant, worker) -> {
            runs.put(contestant, effort.runs(warm(worker, 2)));
            rounds.put(contestant, new double[effort.rounds()]);
        });
        for (int i = 0; i < effort.rounds(); i++) {
            int round = i;
            forEachWorker(round, (contestant, worker) ->
                    rounds.get(contestant)[round] = worker.run(runs.get(contestant)));
        }
        workers.keySet().forEach(contestant -> results.computeIfPresent(
                contestant, (key, result) -> result.timed(Timing.of(rounds.get(contestant)))));
        if (workload.kind() == Workload.Kind.TRAINING) {
            forEachWorker(0, (contestant, worker) -> {
                long peak = worker.peakBytes(Effort.STEPS_FOR_MEMORY);
                results.computeIfPresent(contestant, (key, result) -> result.withPeak(peak));
            });
        }
    }

    /**
     * Lets a worker compute until it becomes no faster and the JIT compiler, which takes a core from it, is done;
     * returns the nanoseconds of a run.
     */
    private double warm(WorkerProcess worker, int mostSlices) throws IOException {
        double least = Double.POSITIVE_INFINITY;
        int steady = 0;
        for (int slice = 0; slice < mostSlices && steady < Effort.STEADY; slice++) {
            WorkerProcess.Warmth warmth = worker.warm(effort.sliceNanos());
            boolean progress = warmth.nanosOfRun() < least * (1 - Effort.PROGRESS)
                    || warmth.compilingSeconds() > Effort.COMPILING * effort.sliceNanos() / 1e9;
            steady = progress ? 0 : steady + 1;
            least = Math.min(least, warmth.nanosOfRun());
        }
        return least;
    }

    private interface Step {
        void apply(Contestant contestant, WorkerProcess worker) throws IOException;
    }

    /** In turn, with another one first in every round. */
    private void forEachWorker(int round, Step step) {
        List<Contestant> order = new ArrayList<>(workers.keySet());
        Collections.rotate(order, -round);
        for (Contestant contestant : order) {
            WorkerProcess.sleep(Effort.PAUSE_MILLIS);
            try {
                step.apply(contestant, workers.get(contestant));
            } catch (IOException e) {
                fail(contestant, e.getMessage());
            }
        }
    }
}
