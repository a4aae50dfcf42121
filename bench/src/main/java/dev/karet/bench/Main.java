package dev.karet.bench;

import dev.karet.bench.BankStatements.Order;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code karet bench}: runs one benchmark and prints what it found. */
public final class Main {

    private static final String USAGE = """
            Usage: karet bench run-10m [--rows N] [--data DIR] [--order monthly|shuffled]
                   karet bench web-200 [--clients N] [--seconds N] [--data DIR]
                   karet bench dashboards [--rows N] [--data DIR]

            run-10m generates N rows (10,000,000) over 36 monthly files below DIR (target/bench), measures the floor (a plain COPY of
            each file to Parquet), runs the pipeline through a store and a worker of their own, and prints the ratio;
            then the same with the rows shuffled over the files; --order runs one of the two.

            web-200 starts a store, a worker and a web service, and lets N clients (200) list, query and upload for N seconds
            (60); it prints what they got, how long they waited, and how much memory the web service held.

            dashboards builds a table of N rows (10,000,000) and asks for all panels and options of Spending Overview: from the cache,
            without it, and after a click on a category; it prints how long each took.
            """;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0 || arguments.length % 2 == 0) usage();
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < arguments.length; i += 2) options.put(arguments[i], arguments[i + 1]);
        Path data = Path.of(options.getOrDefault("--data", "target/bench")).toAbsolutePath();
        switch (arguments[0]) {
            case "run-10m" -> {
                allow(options, "--rows", "--data", "--order");
                List<Order> orders = options.containsKey("--order")
                        ? List.of(Order.valueOf(options.get("--order").toUpperCase(Locale.ROOT)))
                        : List.of(Order.values());
                new Run10m(data, Long.parseLong(options.getOrDefault("--rows", "10000000"))).run(orders);
            }
            case "web-200" -> {
                allow(options, "--clients", "--seconds", "--data");
                int clients = Integer.parseInt(options.getOrDefault("--clients", "200"));
                Duration time = Duration.ofSeconds(Long.parseLong(options.getOrDefault("--seconds", "60")));
                System.exit(new WebLoad(data, clients, time).run() ? 0 : 1);
            }
            case "dashboards" -> {
                allow(options, "--rows", "--data");
                new DashboardLoad(data, Long.parseLong(options.getOrDefault("--rows", "10000000"))).run();
            }
            default -> usage();
        }
    }

    private static void allow(Map<String, String> options, String... known) {
        if (!Set.of(known).containsAll(options.keySet())) usage();
    }

    private static void usage() {
        System.err.print(USAGE);
        System.exit(2);
    }
}
