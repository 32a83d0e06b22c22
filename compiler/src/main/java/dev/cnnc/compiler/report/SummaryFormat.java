package dev.cnnc.compiler.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The forms in which a {@link Summary} is printed. */
public enum SummaryFormat {
    /** For a terminal. */
    TABLE {
        @Override
        public String print(Summary summary, int columns, boolean unicode) {
            StringBuilder text = new StringBuilder();
            text.append(summary.name()).append(", input ").append(summary.input()).append("\n\n");
            text.append(table(summary).print(columns, unicode)).append('\n');
            totals(summary).forEach((name, value) -> text.append(String.format("%-34s %14s\n", name, value)));
            return text.toString();
        }
    },
    /** For a document. */
    MARKDOWN {
        @Override
        public String print(Summary summary, int columns, boolean unicode) {
            StringBuilder text = new StringBuilder(table(summary).markdown()).append('\n');
            totals(summary).forEach((name, value) ->
                    text.append("- ").append(name).append(": ").append(value).append('\n'));
            return text.toString();
        }
    },
    /** For a spreadsheet: the layers only, with exact numbers. */
    CSV {
        @Override
        public String print(Summary summary, int columns, boolean unicode) {
            StringBuilder text = new StringBuilder("layer,kind,layers,output,parameters,macs,activation_bytes\n");
            for (Summary.Row row : summary.rows()) {
                text.append(String.join(",", row.path(), row.kind(), "" + row.layers(), Amounts.shape(row.shape()),
                        "" + row.parameters(), "" + row.macs(), "" + row.activationBytes())).append('\n');
            }
            return text.toString();
        }
    },
    /** For a program. */
    JSON {
        @Override
        public String print(Summary summary, int columns, boolean unicode) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", summary.name());
            json.put("input", summary.input());
            json.put("layers", summary.rows().stream().map(SummaryFormat::json).collect(Collectors.toList()));
            json.put("trainable", summary.trainable());
            json.put("notTrainable", summary.notTrainable());
            json.put("macs", summary.macs());
            json.put("weightBytes", summary.weightBytes());
            json.put("batch", summary.batch());
            json.put("inferenceBytes", summary.inferenceBytes());
            json.put("trainingBytes", summary.trainingBytes());
            return JsonText.of(json);
        }
    };

    /**
     * Prints a summary; the text ends with a line end.
     *
     * @param columns how wide a table may be
     * @param unicode whether more than ASCII can be shown
     */
    public abstract String print(Summary summary, int columns, boolean unicode);

    private static TextTable table(Summary summary) {
        TextTable table = new TextTable(2, List.of("Layer", "Kind", "Output", "Parameters", "MACs", "Memory"));
        for (Summary.Row row : summary.rows()) {
            table.row(List.of(row.path(), row.kind(), Amounts.shape(row.shape()), Amounts.count(row.parameters()),
                    Amounts.rounded(row.macs()), Amounts.bytes(row.activationBytes())));
        }
        return table;
    }

    private static Map<String, String> totals(Summary summary) {
        Map<String, String> totals = new LinkedHashMap<>();
        totals.put("Trainable parameters", Amounts.count(summary.trainable()));
        totals.put("Not trainable", Amounts.count(summary.notTrainable()));
        totals.put("MACs for one image", Amounts.count(summary.macs()));
        totals.put("Weights (float32)", megabytes(summary.weightBytes()));
        totals.put("Memory to predict, batch " + summary.batch(), megabytes(summary.inferenceBytes()));
        totals.put("Memory to train, batch " + summary.batch(), megabytes(summary.trainingBytes()));
        return totals;
    }

    private static String megabytes(long bytes) {
        return String.format(java.util.Locale.ROOT, "%,.2f MB", bytes / 1e6);
    }

    private static Map<String, Object> json(Summary.Row row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("path", row.path());
        json.put("kind", row.kind());
        json.put("layers", row.layers());
        json.put("output", row.shape());
        json.put("parameters", row.parameters());
        json.put("macs", row.macs());
        json.put("activationBytes", row.activationBytes());
        return json;
    }
}
