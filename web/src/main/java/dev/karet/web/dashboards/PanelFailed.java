package dev.karet.web.dashboards;

import java.util.Optional;

/** Why one panel has no data. The message is a sentence for whoever looks at the dashboard. */
final class PanelFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Optional<String> hint;

    PanelFailed(String code, String message, Optional<String> hint) {
        super(message, null, false, false);
        this.code = code;
        this.hint = hint;
    }

    /** A stable snake_case code for programs. */
    String code() {
        return code;
    }

    Optional<String> hint() {
        return hint;
    }
}
