package dev.cnnc.compiler.cli;

import dev.cnnc.compiler.diagnostic.Suggestions;
import dev.cnnc.runtime.CnncException;
import dev.cnnc.runtime.TrainingDiverged;
import dev.cnnc.runtime.io.WriteFailure;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code cnnc}: reads the command line, runs a command, and turns what goes wrong into a message and an exit code. */
@Command(
        name = "cnnc",
        description = "Compiles convolutional networks to Java, trains them and predicts with them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        subcommands = {
            QuickstartCommand.class,
            CheckCommand.class,
            SummaryCommand.class,
            CompileCommand.class,
            TrainCommand.class,
            ReportCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            VisualizeCommand.class,
            ProfileCommand.class,
            DataCommand.class,
            FeaturesCommand.class,
            FormatCommand.class,
            LayersCommand.class,
            ExplainCommand.class,
            CompletionCommand.class
        },
        footer = {
            "",
            "A first look at everything:",
            "  cnnc quickstart",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong input or usage, 130 interrupted, 143 terminated."
        })
public final class Cnnc implements Runnable {

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            hidden = true,
            description = "Show where in cnnc a failure happened.")
    private boolean stackTrace;

    @Spec
    private CommandSpec spec;

    private final Console console;

    private Cnnc(Console console) {
        this.console = console;
    }

    /** The command line of the process. */
    public static void main(String[] arguments) {
        Console console = Console.ofProcess();
        System.setErr(console.err());
        System.exit(run(console, arguments));
    }

    /** Runs a command and gives its exit code. */
    static int run(Console console, String... arguments) {
        try {
            return commandLine(console).execute(arguments);
        } catch (OutOfMemoryError e) {
            console.error("out of memory; give Java more, as in CNNC_JAVA_OPTIONS=-Xmx8g, or take a smaller --batch");
            return ExitCode.FAILED;
        }
    }

    static CommandLine commandLine(Console console) {
        Cnnc root = new Cnnc(console);
        CommandLine line = new CommandLine(root, new CommandFactory(console));
        line.setOut(new java.io.PrintWriter(console.out(), true));
        line.setErr(new java.io.PrintWriter(console.err(), true));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(console.outColours() ? Ansi.ON : Ansi.OFF));
        line.setUsageHelpWidth(Math.max(80, console.columns()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        TrainCommand.makeInputsOptional(line.getSubcommands().get("train").getCommandSpec());
        line.setParameterExceptionHandler((exception, words) -> wrongUsage(console, exception));
        line.setExecutionExceptionHandler(root::failed);
        return line;
    }

    /** Without a command: the help. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    private static int wrongUsage(Console console, ParameterException exception) {
        CommandSpec command = exception.getCommandLine().getCommandSpec();
        boolean unknownCommand = command.parent() == null
                && exception instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption();
        console.error(unknownCommand
                ? "there is no command '" + ((UnmatchedArgumentException) exception).getUnmatched().get(0) + "'"
                : lowerFirst(exception.getMessage()));
        if (unknownCommand) {
            String hint = Suggestions.hint(
                    ((UnmatchedArgumentException) exception).getUnmatched().get(0), command.subcommands().keySet());
            if (!hint.isEmpty()) {
                console.err().println("  " + hint);
            }
        } else if (exception instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                console.err().println("  did you mean " + String.join(", ", suggestions) + "?");
            }
        }
        console.err().println("  " + command.qualifiedName() + " --help shows the usage");
        return ExitCode.WRONG_INPUT;
    }

    private static String lowerFirst(String text) {
        return text == null || text.isEmpty()
                ? "wrong usage"
                : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private int failed(Exception exception, CommandLine command, ParseResult parsed) {
        if (stackTrace) {
            exception.printStackTrace(console.err());
        }
        if (exception instanceof RejectedInput) {
            return ExitCode.WRONG_INPUT;
        }
        if (exception instanceof CnncException) {
            console.error(exception.getMessage());
            return exception instanceof WriteFailure || exception instanceof TrainingDiverged
                    ? ExitCode.FAILED
                    : ExitCode.WRONG_INPUT;
        }
        console.error("this is a fault in cnnc: " + exception);
        console.err().println("  please report it, with what the same command prints with --stacktrace");
        return ExitCode.FAILED;
    }
}
