package dev.karet.browser.screenshots;

import dev.karet.browser.Chromium;
import dev.karet.browser.Fault;
import dev.karet.browser.Look;
import dev.karet.browser.Look.Screen;
import dev.karet.browser.Look.Theme;
import dev.karet.browser.Owner;
import dev.karet.browser.StartedKaret;
import dev.karet.browser.Visit;
import dev.karet.browser.screenshots.Pictured.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** {@code karet screenshots}: pictures every page and tells what went wrong on one. */
public final class Main {

    private static final String USAGE = """
            Usage: karet screenshots DIR [PAGE...]

            Starts Karet with demonstration data and writes DIR/<page>-<light|dark>[-phone].png for every page, or for those named.
            Exits with 1 when a page had an error in its console or an answer that it should not have got.
            """;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0 || arguments[0].startsWith("-")) {
            System.err.print(USAGE);
            System.exit(2);
        }
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        Set<String> wanted = new TreeSet<>(List.of(arguments).subList(1, arguments.length));
        requireKnown(wanted);
        Path scratch = Files.createTempDirectory("karet-screenshots");
        Set<String> faults = new TreeSet<>();
        try (StartedKaret karet = StartedKaret.in(scratch);
                Owner owner = Owner.of(karet.address());
                Chromium chromium = Chromium.start()) {
            List<Pictured> pages = chosen(DemoData.make(owner), wanted);
            for (Screen screen : Screen.values()) {
                for (Theme theme : Theme.values()) {
                    Look look = new Look(screen, theme);
                    try (Visit stranger = chromium.stranger(karet.address(), look);
                            Visit visit = chromium.signedIn(karet.address(), look, owner.session())) {
                        for (Pictured page : pages) {
                            picture(page.kind() == Kind.STRANGERS ? stranger : visit, page, look, folder);
                        }
                        faults.addAll(faults(stranger, pages));
                        faults.addAll(faults(visit, pages));
                    }
                }
            }
            System.out.printf("%d pages are in %s%n", pages.size(), folder);
        } finally {
            remove(scratch);
        }
        faults.forEach(System.err::println);
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    private static List<Pictured> chosen(DemoData data, Set<String> wanted) {
        return Pictured.all(data).stream()
                .filter(page -> wanted.isEmpty() || wanted.contains(page.name()))
                .toList();
    }

    private static void requireKnown(Set<String> wanted) {
        List<String> names =
                Pictured.all(new DemoData("", "")).stream().map(Pictured::name).toList();
        if (names.containsAll(wanted)) return;
        System.err.printf("There are these pages: %s%n", String.join(" ", names));
        System.exit(2);
    }

    /** What went wrong on a visit, but for what a page is there to show. */
    private static List<String> faults(Visit visit, List<Pictured> pages) {
        return visit.faults().stream()
                .filter(fault -> pages.stream().noneMatch(page -> page.expects(fault)))
                .map(Fault::inWords)
                .toList();
    }

    private static void picture(Visit visit, Pictured page, Look look, Path folder) throws IOException {
        visit.open(page.path());
        String name = page.name() + "-" + look.theme().name().toLowerCase(Locale.ROOT);
        visit.picture(folder.resolve(name + (look.screen() == Screen.PHONE ? "-phone" : "") + ".png"));
    }

    private static void remove(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
        }
    }
}
