package dev.cnnc.compiler.datasets;

/** Hears of a download's progress. */
@FunctionalInterface
public interface DownloadListener {

    /**
     * More bytes have come.
     *
     * @param bytes of the file that are there
     * @param total its length, or -1 if the server does not say
     */
    void progressed(long bytes, long total);
}
