/** Who may do what: the administrator's password and sessions, API tokens, and how often anybody may guess. Knows no HTTP. */
@NullMarked
package dev.karet.web.auth;

import org.jspecify.annotations.NullMarked;
