package dev.cnnc.compiler.datasets;

import java.io.IOException;

/** A file could not be fetched; its message can be shown as it is. */
public final class DownloadFailed extends IOException {

    private static final long serialVersionUID = 1;

    DownloadFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
