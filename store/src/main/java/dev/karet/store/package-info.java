/** The object store as Karet uses it: a small port, its S3 client, and every key of the bucket. */
@NullMarked
package dev.karet.store;

import org.jspecify.annotations.NullMarked;
