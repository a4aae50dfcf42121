package dev.karet.browser.screenshots;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.karet.app.demo.SpendingData;
import dev.karet.app.demo.SpendingData.DataFile;
import dev.karet.browser.Owner;
import dev.karet.model.json.Writing;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the pictures show: pipelines that are well, one that rejects rows, and one whose last run failed. Immutable.
 *
 * @param rejecting the run of {@value #REJECTING} that rejected rows
 * @param failed the run of {@value #FAILING} that failed
 */
record DemoData(String rejecting, String failed) {

    static final String REJECTING = "household";
    static final String FAILING = "club-fees";

    private static final String SOURCE = "transactions_raw";

    /** The months that the pipeline with rejected rows has; damaged records are in all of them. */
    private static final List<String> MONTHS = List.of("2024-02", "2024-03", "2024-05", "2024-09");

    static DemoData make(Owner owner) throws IOException, InterruptedException {
        for (String template : List.of("spending", "weather", "shop")) {
            owner.create(template, template);
            expect("completed", owner.run(template));
        }
        owner.create(REJECTING, "spending");
        owner.rest(REJECTING);
        Owner.Run rejecting = expect("completed", owner.deliver(REJECTING, SOURCE, months()));
        Owner.Run failed = guarded(owner);
        return new DemoData(rejecting.id(), failed.id());
    }

    private static Owner.Run guarded(Owner owner) throws IOException, InterruptedException {
        owner.create(FAILING, "spending");
        owner.rest(FAILING);
        owner.configure(
                FAILING,
                "publish_guards",
                new Writing().put("max_rejected_share", 0.05).object());
        return expect("failed", owner.deliver(FAILING, SOURCE, Map.of("january.csv", paidInWords())));
    }

    private static Map<String, byte[]> months() {
        return SpendingData.files().stream()
                .filter(file -> MONTHS.stream().anyMatch(file.name()::contains))
                .collect(Collectors.toMap(DataFile::name, DataFile::bytes));
    }

    /** Enough rows without a number that the pipeline's guard holds the run back. */
    private static byte[] paidInWords() {
        return IntStream.range(0, 400)
                .mapToObj(i -> "2026-01-%02d,MEMBER %d FEE,thirty,Chequing".formatted(1 + i % 28, i))
                .collect(Collectors.joining("\n", "date,description,amount,account\n", "\n"))
                .getBytes(UTF_8);
    }

    private static Owner.Run expect(String status, Owner.Run run) throws IOException {
        if (!run.status().equals(status)) throw new IOException("%s should have %s".formatted(run, status));
        return run;
    }
}
