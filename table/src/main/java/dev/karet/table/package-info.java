/** What is published: tables as folders of Parquet that any reader of Hive partitions can use. */
@NullMarked
package dev.karet.table;

import org.jspecify.annotations.NullMarked;
