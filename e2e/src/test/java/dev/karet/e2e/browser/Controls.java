package dev.karet.e2e.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;

/** Finds what is on a page by what it is and what it is called, which is how people find it, whoever reads it to them. */
final class Controls {

    private Controls() {}

    static Locator button(Page page, String name) {
        return exact(page, AriaRole.BUTTON, name);
    }

    static Locator link(Page page, String name) {
        return exact(page, AriaRole.LINK, name);
    }

    static Locator tab(Page page, String name) {
        return exact(page, AriaRole.TAB, name);
    }

    static Locator choice(Page page, String name) {
        return exact(page, AriaRole.MENUITEM, name);
    }

    /** A field to write into, by its label. */
    static Locator field(Page page, String label) {
        return page.getByLabel(label, new GetByLabelOptions().setExact(true));
    }

    /** The dialog that is open, by how its title begins. */
    static Locator dialog(Page page, String title) {
        return page.getByRole(AriaRole.DIALOG, new GetByRoleOptions().setName(title));
    }

    static Locator heading(Page page, String name) {
        return exact(page, AriaRole.HEADING, name);
    }

    /** The card of a pipeline on the home page. */
    static Locator card(Page page, String slug) {
        return page.getByRole(AriaRole.ARTICLE)
                .filter(new FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.LINK,
                                new GetByRoleOptions().setName(slug).setExact(true))));
    }

    private static Locator exact(Page page, AriaRole role, String name) {
        return page.getByRole(role, new GetByRoleOptions().setName(name).setExact(true));
    }
}
