package dev.karet.app;

import dev.karet.app.terminal.Terminal;
import java.util.Map;

/** What every command is given: the environment variables, and where to speak. Immutable. */
record Context(Map<String, String> variables, Terminal terminal) {}
