/** The web service over HTTP: who may call what, and the routes of every feature. The only package of the module that knows the framework. */
@NullMarked
package dev.karet.web.http;

import org.jspecify.annotations.NullMarked;
