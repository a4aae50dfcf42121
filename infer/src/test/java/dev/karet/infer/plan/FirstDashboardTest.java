package dev.karet.infer.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.infer.Choices;
import dev.karet.infer.Detector;
import dev.karet.infer.StoredFile;
import dev.karet.model.json.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstDashboardTest {

    @TempDir
    Path temp;

    private List<String> panels(String csv) throws Exception {
        var file = new StoredFile() {
            @Override
            public String name() {
                return "file.csv";
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(csv.getBytes(UTF_8));
            }
        };
        var detection = new Detector(temp).detect(new Detector.Question(file, Choices.NONE, false), () -> false);
        JsonTree dashboard = Plan.of(detection, "Some file", Plan.nothing()).dashboard();
        return ((JsonTree.Arr) ((JsonTree.Obj) dashboard).fields().get("panels"))
                .elements().stream()
                        .map(panel -> text(panel, "kind") + ": " + text(panel, "title"))
                        .toList();
    }

    private static String text(JsonTree panel, String field) {
        return ((JsonTree.Text) ((JsonTree.Obj) panel).fields().get(field)).value();
    }

    @Test
    void amountsAreAddedUpOverTimeAndByCategory() throws Exception {
        StringBuilder csv = new StringBuilder("booked_on,amount,category\n");
        for (int i = 0; i < 200; i++) {
            csv.append("%s,%d.50,%s\n"
                    .formatted(
                            LocalDate.of(2024, 1, 1).plusDays(i),
                            i,
                            List.of("food", "rent").get(i % 2)));
        }

        assertThat(panels(csv.toString()))
                .containsExactly(
                        "kpi: Rows",
                        "kpi: Total amount",
                        "kpi: Average amount",
                        "kpi: Highest amount",
                        "line: Total amount by month",
                        "doughnut: Total amount by category",
                        "table: All rows");
    }

    @Test
    void ofAMeasureTheAverageIsToldSinceItsSumSaysNothing() throws Exception {
        StringBuilder csv = new StringBuilder("day,mean_temp\n");
        for (int i = 0; i < 40; i++) {
            csv.append("%s,%d\n".formatted(LocalDate.of(2024, 1, 1).plusDays(i), (i * 7) % 31));
        }

        assertThat(panels(csv.toString()))
                .containsExactly(
                        "kpi: Rows",
                        "kpi: Average mean temp",
                        "kpi: Lowest mean temp",
                        "kpi: Highest mean temp",
                        "line: Average mean temp by day",
                        "table: All rows");
    }
}
