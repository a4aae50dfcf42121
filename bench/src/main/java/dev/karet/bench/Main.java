package dev.karet.bench;

import dev.karet.bench.BankStatements.Order;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code karet bench}: runs one benchmark and prints what it found. */
public final class Main {

    private static final String USAGE = """
            Usage: karet bench run-10m [--rows N] [--data DIR] [--order monthly|shuffled]

            Generates N rows (10,000,000) over 36 monthly files below DIR (target/bench), measures the floor (a plain COPY of
            each file to Parquet), runs the pipeline through a store and a worker of their own, and prints the ratio;
            then the same with the rows shuffled over the files; --order runs one of the two.
            """;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        long rows = 10_000_000;
        Path data = Path.of("target", "bench");
        List<Order> orders = List.of(Order.values());
        if (arguments.length == 0 || !arguments[0].equals("run-10m")) {
            System.err.print(USAGE);
            System.exit(2);
        }
        for (int i = 1; i + 1 < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--rows" -> rows = Long.parseLong(arguments[i + 1]);
                case "--data" -> data = Path.of(arguments[i + 1]);
                case "--order" -> orders = List.of(Order.valueOf(arguments[i + 1].toUpperCase(Locale.ROOT)));
                default -> {
                    System.err.print(USAGE);
                    System.exit(2);
                }
            }
        }
        new Run10m(data.toAbsolutePath(), rows).run(orders);
    }
}
