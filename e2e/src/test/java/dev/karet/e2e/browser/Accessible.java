package dev.karet.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karet.browser.Accessibility;
import dev.karet.browser.Accessibility.Violation;
import dev.karet.browser.Visit;

/** Whether people can use a page however they see, hear and move. */
final class Accessible {

    private Accessible() {}

    /** Asserts that axe finds no violation of WCAG 2.2 AA on the page as it stands, in either theme. */
    static void inBothThemes(Visit visit) {
        assertThat(Accessibility.violations(visit).stream().map(Violation::inWords))
                .as(visit.page().url())
                .isEmpty();
    }
}
