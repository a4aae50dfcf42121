package dev.karet.browser.screenshots;

import dev.karet.browser.Chromium;
import dev.karet.browser.Fault;
import dev.karet.browser.Look;
import dev.karet.browser.Look.Screen;
import dev.karet.browser.Look.Theme;
import dev.karet.browser.Owner;
import dev.karet.browser.StartedKaret;
import dev.karet.browser.Visit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        Path scratch = Files.createTempDirectory("karet-screenshots");
        Set<String> faults = new TreeSet<>();
        try (StartedKaret karet = StartedKaret.in(scratch);
                Owner owner = Owner.of(karet.address());
                Chromium chromium = Chromium.start()) {
            List<Pictured> pages = chosen(Pictured.all(DemoData.make(owner)), wanted);
            for (Screen screen : Screen.values()) {
                for (Theme theme : Theme.values()) {
                    Look look = new Look(screen, theme);
                    try (Visit stranger = chromium.stranger(karet.address(), look);
                            Visit visit = chromium.signedIn(karet.address(), look, owner.session())) {
                        for (Pictured page : pages) picture(page.stranger() ? stranger : visit, page, look, folder);
                        for (Visit each : List.of(stranger, visit)) {
                            for (Fault fault : each.faults()) faults.add(fault.inWords());
                        }
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

    private static List<Pictured> chosen(List<Pictured> all, Set<String> wanted) throws IOException {
        List<Pictured> chosen = new ArrayList<>();
        for (Pictured page : all) if (wanted.isEmpty() || wanted.contains(page.name())) chosen.add(page);
        Set<String> unknown = new TreeSet<>(wanted);
        chosen.forEach(page -> unknown.remove(page.name()));
        if (!unknown.isEmpty()) {
            throw new IOException("no page is called %s; there are %s"
                    .formatted(unknown, all.stream().map(Pictured::name).toList()));
        }
        return chosen;
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
