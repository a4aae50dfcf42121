package dev.karet.model.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/** Damages documents in ways that keep them close to good. */
public final class DamagedJson {

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

    private DamagedJson() {}

    /** {@code json} in UTF-8 with one to three pieces replaced. */
    public static byte[] of(String json, SplittableRandom random) {
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
