package dev.karet.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import dev.karet.browser.Look.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What axe finds wrong with a page by the rules of WCAG 2.2, levels A and AA. */
public final class Accessibility {

    private static final String AXE = script();

    /** For each element that breaks a rule: the rule, its meaning, where the element is, what it is, what to do. */
    private static final String RUN = """
            async () => {
              const found = await axe.run(document, {
                runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
                resultTypes: ["violations"],
              });
              return found.violations.flatMap(rule => rule.nodes.map(node =>
                [rule.id, rule.help, node.target.join(" "), node.html, node.failureSummary]));
            }
            """;

    private Accessibility() {}

    /**
     * A rule and an element that breaks it.
     *
     * @param element where it stands, as a CSS selector
     * @param html how it begins
     * @param fix what axe says would mend it
     */
    public record Violation(Theme theme, String rule, String meaning, String element, String html, String fix) {

        /** For a failure's message. */
        public String inWords() {
            return "%s (%s): %s%n  at %s%n  %s%n  %s"
                    .formatted(rule, theme, meaning, element, html, fix.replace("\n", "\n  "));
        }
    }

    /** What is wrong with the page as it stands, in both themes; its own is restored by the caller if that matters. */
    public static List<Violation> violations(Visit visit) {
        Page page = visit.page();
        List<Violation> all = new ArrayList<>();
        for (Theme theme : Theme.values()) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme.scheme()));
            visit.rest();
            // A script of the driver's own, which the page's policy does not bind.
            page.evaluate(AXE);
            for (Object node : (Collection<?>) page.evaluate(RUN)) all.add(violation(theme, (List<?>) node));
        }
        return all;
    }

    private static Violation violation(Theme theme, List<?> node) {
        List<String> texts = node.stream().map(String::valueOf).toList();
        return new Violation(theme, texts.get(0), texts.get(1), texts.get(2), texts.get(3), texts.get(4));
    }

    private static String script() {
        try (InputStream stream = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            if (stream == null) throw new IllegalStateException("axe.min.js is not on the class path");
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
