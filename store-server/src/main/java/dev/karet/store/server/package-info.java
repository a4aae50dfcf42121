/** The S3 server that Karet carries with it: S3Proxy over a directory, made durable, atomic and audible. */
@NullMarked
package dev.karet.store.server;

import org.jspecify.annotations.NullMarked;
