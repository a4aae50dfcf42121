package dev.karet.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.templates.Template;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damages good documents in ways that keep them close to good; each must give a value or problems, never an exception. */
class ConfigFuzzTest {

    @Test
    void noDamagedDocumentGetsAnException() {
        fuzz(3_000);
    }

    @Test
    @Tag("long")
    void noDamagedDocumentGetsAnExceptionInALongRun() {
        fuzz(100_000);
    }

    private static void fuzz(int times) {
        List<String> seeds = new ArrayList<>(List.of(Configs.everything()));
        seeds.add(new String(Template.SPENDING.pipelineJson(), StandardCharsets.UTF_8));
        int read = 0;
        for (int i = 0; i < times; i++) {
            // Of neighbouring seeds java.util.Random begins with much the same numbers.
            var random = new SplittableRandom(20_240_131L + i);
            byte[] damaged = DamagedJson.of(seeds.get(random.nextInt(seeds.size())), random);
            switch (PipelineJson.read(damaged)) {
                case ReadResult.Faulty<PipelineConfig>(var problems) ->
                    assertThat(problems).isNotEmpty();
                case ReadResult.Read<PipelineConfig>(var config) -> {
                    read++;
                    assertThat(PipelineChecker.check(config)).isNotNull();
                    assertThat(Configs.read(PipelineJson.write(config))).isEqualTo(config);
                }
            }
        }
        // Damage that only ever breaks the syntax would prove little.
        assertThat(read).isGreaterThan(times / 10);
    }
}
