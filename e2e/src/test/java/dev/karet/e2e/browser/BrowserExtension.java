package dev.karet.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.karet.browser.Chromium;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests their visits, and looks after each for what it did not look at itself. */
final class BrowserExtension implements BeforeAllCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace OURS = Namespace.create(BrowserExtension.class);

    /** Where pictures and documents of failed tests are. */
    private static final Path KEPT = Path.of("target", "browser");

    /** How long an assertion waits to become true; a first statement or run takes a while on a busy machine. */
    private static final double PATIENCE = 20_000;

    @Override
    public void beforeAll(ExtensionContext context) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
        boolean installed = Chromium.isInstalled();
        if (System.getenv("KARET_REQUIRE_CLIENTS") != null)
            assertThat(installed).as("chromium and node on the PATH").isTrue();
        assumeTrue(
                installed, "LEFT OUT: browser tests need chromium and nodejs, which ./karet test installs on Debian");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Visits.class;
    }

    @Override
    public Visits resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Ground ground =
                context.getRoot().getStore(OURS).computeIfAbsent(Ground.class, _ -> Ground.start(), Ground.class);
        return context.getStore(OURS).computeIfAbsent(Visits.class, _ -> new Visits(ground), Visits.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Visits visits = context.getStore(OURS).get(Visits.class, Visits.class);
        if (visits == null) return;
        if (context.getExecutionException().isPresent()) {
            keep(context, visits);
            return;
        }
        try {
            visits.requireNoFaults();
        } catch (AssertionError e) {
            keep(context, visits);
            throw e;
        }
    }

    private static void keep(ExtensionContext context, Visits visits) {
        String name = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        visits.keep(KEPT, name).forEach(picture -> System.err.println("kept " + picture.toAbsolutePath()));
    }
}
