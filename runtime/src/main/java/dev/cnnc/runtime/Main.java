package dev.cnnc.runtime;

import java.io.PrintStream;
import java.util.List;

/**
 * The command line of a compiled jar: {@code java -jar lenet.jar predict [options] IMAGE...} and
 * {@code java -jar lenet.jar summary}. Exit codes: 0 done; 1 a fault in the program; 2 something the user can put
 * right.
 */
public final class Main {
    static final int DONE = 0;
    static final int FAULT = 1;
    static final int MISTAKE = 2;

    private Main() {
    }

    public static void main(String[] arguments) {
        int code = run(List.of(arguments), System.out, System.err, Main.class.getClassLoader());
        System.out.flush();
        // Where nothing went wrong the process ends by itself, without the classes that an exit loads.
        if (code != DONE) {
            System.exit(code);
        }
    }

    /** The same without the exit, over the jar that the loader sees. */
    static int run(List<String> arguments, PrintStream out, PrintStream err, ClassLoader loader) {
        try {
            return dispatch(arguments, out, err, new JarContents(loader));
        } catch (CnncException e) {
            err.println("error: " + e.getMessage());
            return MISTAKE;
        } catch (OutOfMemoryError e) {
            err.println("error: out of memory; give Java more with java -Xmx");
            return MISTAKE;
        } catch (RuntimeException | Error e) {
            err.println("This is a fault in cnnc and not in your input:");
            e.printStackTrace(err);
            return FAULT;
        }
    }

    private static int dispatch(List<String> arguments, PrintStream out, PrintStream err, JarContents jar) {
        if (arguments.isEmpty()) {
            err.print(help(jar));
            return MISTAKE;
        }
        List<String> rest = arguments.subList(1, arguments.size());
        boolean wantsHelp = rest.contains("--help") || rest.contains("-h");
        switch (arguments.get(0)) {
            case "predict":
                if (!wantsHelp) {
                    return new PredictCommand(jar, PredictArguments.parse(rest)).run(out, err);
                }
                break;
            case "summary":
                if (!wantsHelp) {
                    if (!rest.isEmpty()) {
                        throw new CnncException("summary takes no arguments, found '" + rest.get(0) + "'");
                    }
                    out.print(jar.summary());
                    return DONE;
                }
                break;
            case "help":
            case "--help":
            case "-h":
                break;
            default:
                throw new CnncException("there is no command '" + arguments.get(0)
                        + "'; the commands are predict, summary and help");
        }
        out.print(help(jar));
        return DONE;
    }

    private static String help(JarContents jar) {
        return """
                %s, a network compiled by cnnc %s.

                Usage: java [--add-modules jdk.incubator.vector] -jar FILE.jar COMMAND

                  predict [options] IMAGE...   name what is on images
                      --weights FILE   trained weights (.safetensors); needed if the jar holds none
                      --top K          classes to show for each image (5)
                      --threads N      threads to use (one for each processor)
                      --json           print JSON
                  summary                      show the layers
                  help                         show this text

                With --add-modules, large networks and many images take several times less time.
                Exit codes: 0 done, 1 a fault in the program, 2 wrong input.

                Example: java -jar FILE.jar predict --weights trained.safetensors --top 3 shoe.png
                """.formatted(jar.model().info().name(), jar.model().info().compiler());
    }
}
