package dev.karet.model.settings;

import dev.karet.model.Problem;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads settings from environment variables and collects every fault on the way, so that one start shows them all. A blank variable counts
 * as not set. For one thread.
 */
public final class Environment {

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,3})?)\\s*([kmgt]i?)?b?");

    private final Map<String, String> variables;
    private final List<Problem> problems = new ArrayList<>();

    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** The variable's value without outer white space; empty when it is not set. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** A whole number from {@code min} to {@code max}; {@code otherwise} when it is not set or wrong. */
    public int number(String name, int min, int max, int otherwise) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value.get());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the fault that both kinds of bad number share.
        }
        fault(
                name,
                value.get(),
                "is not a whole number from %d to %d".formatted(min, max),
                "Set it to a number such as %d, or leave it out.".formatted(otherwise));
        return otherwise;
    }

    /** A size such as {@code 512MB} or {@code 2GiB}, in bytes; {@code otherwise} when it is not set or wrong. */
    public long bytes(String name, long otherwise) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        Matcher size = SIZE.matcher(value.get().toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            fault(name, value.get(), "is not a size", "Write it like 512MB or 2GiB.");
            return otherwise;
        }
        return new BigDecimal(size.group(1))
                .multiply(BigDecimal.valueOf(unit(size.group(2))))
                .longValue();
    }

    private static long unit(@org.jspecify.annotations.Nullable String letters) {
        if (letters == null) {
            return 1;
        }
        int power = "kmgt".indexOf(letters.charAt(0)) + 1;
        long base = letters.endsWith("i") ? 1024 : 1000;
        long unit = 1;
        for (int i = 0; i < power; i++) {
            unit *= base;
        }
        return unit;
    }

    /** An http or https address; empty when it is not set or wrong. */
    public Optional<URI> address(String name) {
        return text(name).flatMap(value -> {
            try {
                URI address = new URI(value);
                if (address.getHost() != null
                        && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                    return Optional.of(address);
                }
            } catch (URISyntaxException e) {
                // Falls through to the fault that both kinds of bad address share.
            }
            fault(name, value, "is not an address", "Write it like http://127.0.0.1:9000.");
            return Optional.empty();
        });
    }

    /** A folder or file; {@code otherwise} when it is not set or wrong. */
    public Path path(String name, Path otherwise) {
        return text(name)
                .map(value -> {
                    try {
                        return Path.of(value);
                    } catch (InvalidPathException e) {
                        fault(name, value, "is not a path", "Name a folder, such as %s.".formatted(otherwise));
                        return otherwise;
                    }
                })
                .orElse(otherwise);
    }

    /** Notes that the variable's value will not do: {@code NAME "value" <what>.} */
    public void fault(String name, String value, String what, String hint) {
        problems.add(Problem.of("invalid_setting", "/" + name, "%s \"%s\" %s.".formatted(name, value, what), hint));
    }

    /** Notes a fault whose sentence holds no value, for secrets and for what is missing. */
    public void fault(String name, String sentence, String hint) {
        problems.add(Problem.of("invalid_setting", "/" + name, sentence, hint));
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigurationFault with every fault noted so far, when there is one
     */
    public void failIfFaulty() {
        if (!problems.isEmpty()) {
            throw new ConfigurationFault(problems);
        }
    }
}
