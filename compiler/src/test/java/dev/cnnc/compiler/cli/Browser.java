package dev.cnnc.compiler.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A page opened in Chromium without a window: what it became, and what the browser complained of. */
record Browser(String document, List<String> complaints) {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    static boolean isThere() {
        return program().isPresent();
    }

    private static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param profile an empty folder for the browser's own files */
    static Browser open(Path page, Path profile) throws IOException, InterruptedException {
        Path document = profile.resolve("document.html");
        Path messages = profile.resolve("messages.txt");
        Process process = new ProcessBuilder(program().orElseThrow().toString(), "--headless", "--no-sandbox",
                "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr", "--window-size=1200,900",
                "--virtual-time-budget=5000", "--user-data-dir=" + profile.resolve("profile"), "--dump-dom",
                page.toUri().toString())
                .redirectOutput(document.toFile()).redirectError(messages.toFile()).start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the browser does not end");
        }
        List<String> complaints = Files.readAllLines(messages).stream()
                .filter(line -> line.contains("CONSOLE")).toList();
        return new Browser(Files.readString(document), complaints);
    }
}
