package dev.karet.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.model.json.PipelineJson;
import dev.karet.model.json.ReadResult;
import dev.karet.model.pipeline.templates.Template;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damages good documents in ways that keep them close to good; each must give a value or problems, never an exception. */
class ConfigFuzzTest {

    private static final Pattern SCALAR = Pattern.compile("\"[^\"]*\"|-?[0-9.]+|true|false|null");
    private static final String[] REPLACEMENTS = {
        "null",
        "true",
        "-1",
        "1e999",
        "0.5",
        "[]",
        "{}",
        "\"\"",
        "\"date\"",
        "\"raw/\"",
        "\"decimal(38,38)\"",
        "\"src\"",
        "\"%\"",
        "\"timestamp\"",
        "{\"kind\":\"col\",\"name\":\"date\"}",
        "{\"kind\":\"cast\",\"input\":{},\"to\":\"date\"}",
        "99999999999",
        "\"\\ud83d\\ude00\"",
        "[[[[]]]]",
        "\"year\"",
        "\"exact\"",
        "\"kind\""
    };

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
            byte[] damaged = damaged(seeds.get(random.nextInt(seeds.size())), random);
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

    private static byte[] damaged(String json, SplittableRandom random) {
        String text = json;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            text = random.nextInt(4) == 0 ? otherCharacter(text, random) : otherScalar(text, random);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(20) == 0) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        return bytes;
    }

    private static String otherScalar(String text, SplittableRandom random) {
        var matches = SCALAR.matcher(text).results().toList();
        if (matches.isEmpty()) return text;
        var match = matches.get(random.nextInt(matches.size()));
        String replacement = random.nextBoolean()
                ? REPLACEMENTS[random.nextInt(REPLACEMENTS.length)]
                : matches.get(random.nextInt(matches.size())).group();
        return text.substring(0, match.start()) + replacement + text.substring(match.end());
    }

    private static String otherCharacter(String text, SplittableRandom random) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + 1 + random.nextInt(3));
        return text.substring(0, at) + "{}[]\":,0a\\\u0001é".charAt(random.nextInt(12)) + text.substring(end);
    }
}
