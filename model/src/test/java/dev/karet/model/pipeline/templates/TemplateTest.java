package dev.karet.model.pipeline.templates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.dashboard.Dashboard;
import dev.karet.model.json.DashboardJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.CheckResult;
import dev.karet.model.pipeline.Configs;
import dev.karet.model.pipeline.PipelineChecker;
import dev.karet.model.pipeline.PipelineConfig;
import dev.karet.model.pipeline.SourceContainer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateTest {

    private static PipelineConfig config(Template template) {
        return Configs.read(template.pipelineJson());
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void itIsFoundByItsNameAndSaysInOneSentenceWhatItIsGoodFor(Template template) {
        assertThat(Template.named(template.templateName())).contains(template);
        assertThat(template.title()).isNotBlank();
        assertThat(template.description()).matches("[^.]+\\.");
    }

    @Test
    void nobodyElseIsFound() {
        assertThat(Template.named("Spending")).isEmpty();
        assertThat(Template.named("")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void itsPipelineHasNeitherErrorsNorWarnings(Template template) {
        assertThat(PipelineChecker.check(config(template))).isEqualTo(new CheckResult(List.of(), List.of()));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void itsDashboardsHaveNeitherErrorsNorWarnings(Template template) {
        for (DashboardFile dashboard : template.dashboards()) {
            assertThat(DashboardJson.check(dashboard.bytes(), config(template)))
                    .as(dashboard.name())
                    .isEqualTo(new CheckResult(List.of(), List.of()));
            assertThat(DashboardJson.read(dashboard.bytes()))
                    .isInstanceOfSatisfying(
                            ReadResult.Read.class,
                            read -> assertThat(read.value()).hasFieldOrPropertyWithValue("id", dashboard.name()));
        }
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void everyTableHasADashboard(Template template) {
        Set<String> shown = new HashSet<>();
        for (DashboardFile dashboard : template.dashboards()) {
            if (DashboardJson.read(dashboard.bytes()) instanceof ReadResult.Read<Dashboard>(var read)) {
                shown.add(read.analyticTableId());
            }
        }
        assertThat(config(template).analyticTables())
                .allSatisfy(table -> assertThat(shown).contains(table.id()));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void everyPartHasItsPlaceInTheEditor(Template template) {
        PipelineConfig config = config(template);
        Set<String> ids = new HashSet<>();
        config.sourceContainers().forEach(part -> ids.add(part.id()));
        config.lookupMappings().forEach(part -> ids.add(part.id()));
        config.mappings().forEach(part -> ids.add(part.id()));
        config.analyticTables().forEach(part -> ids.add(part.id()));
        assertThat(config.layout().keySet()).isEqualTo(ids);
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void itsSeedIsSmallAndTheSameAtEveryCallAndLiesWhereItsSourcesLook(Template template) {
        List<SeedFile> seed = template.seed();
        List<String> prefixes = config(template).sourceContainers().stream()
                .map(SourceContainer::pathPrefix)
                .toList();

        assertThat(seed.stream().mapToLong(file -> file.bytes().length).sum()).isLessThan(300_000);
        assertThat(seed).extracting(SeedFile::key).doesNotHaveDuplicates();
        assertThat(prefixes)
                .allSatisfy(prefix -> assertThat(seed)
                        .anySatisfy(file -> assertThat(file.key()).startsWith(prefix)));
        List<SeedFile> again = template.seed();
        for (int i = 0; i < seed.size(); i++) {
            SeedFile file = seed.get(i);
            assertThat(prefixes).anySatisfy(prefix -> assertThat(file.key()).startsWith(prefix));
            assertThat(file.key()).endsWith(".csv");
            assertThat(again.get(i).key()).isEqualTo(file.key());
            assertThat(again.get(i).bytes()).isEqualTo(file.bytes());
        }
    }

    /** Made-up numbers come out of floating point; they must not depend on the machine. */
    @Test
    void theSeedsAreWhatTheyWere() {
        assertThat(line(Template.SPENDING, 0, 40)).isEqualTo("2024-01-13,COSTCO WHOLESALE WNON,86.91,Mastercard");
        assertThat(line(Template.WEATHER, 1, 4)).isEqualTo("NYC,01/02/2025,28.5,44.2,0.00,11.0,378,SCT");
        assertThat(line(Template.SHOP, 12, 4)).isEqualTo("A10139;2025-02-13;COF-FIL-500;Got some other item;28,62");
    }

    private static String line(Template template, int file, int line) {
        return new String(template.seed().get(file).bytes(), StandardCharsets.UTF_8).split("\n")[line];
    }
}
