package dev.karet.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/** How somebody looks at the pages; language, time zone and stillness are the same for all, so that pictures can be compared. Immutable. */
public record Look(Screen screen, Theme theme) {

    /** A desk and daylight. */
    public static final Look USUAL = new Look(Screen.DESKTOP, Theme.LIGHT);

    /** What the pages are shown on. */
    public enum Screen {
        DESKTOP(1_280, 800),
        PHONE(390, 844);

        private final int width;
        private final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /** What the system says that somebody prefers. */
    public enum Theme {
        LIGHT(ColorScheme.LIGHT),
        DARK(ColorScheme.DARK);

        private final ColorScheme scheme;

        Theme(ColorScheme scheme) {
            this.scheme = scheme;
        }

        ColorScheme scheme() {
            return scheme;
        }
    }

    NewContextOptions options() {
        boolean phone = screen == Screen.PHONE;
        return new NewContextOptions()
                .setViewportSize(screen.width, screen.height)
                .setColorScheme(theme.scheme)
                .setHasTouch(phone)
                .setIsMobile(phone)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin");
    }
}
