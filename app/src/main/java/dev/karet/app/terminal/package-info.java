/** How text meets a person: a terminal with colours and a bar, or plain lines. */
@NullMarked
package dev.karet.app.terminal;

import org.jspecify.annotations.NullMarked;
