package dev.karet.infer;

import java.io.IOException;
import java.io.InputStream;

/** A file that can be read from its beginning more than once. */
public interface StoredFile {

    /** Its name; one that ends in {@code .gz} is compressed. */
    String name();

    /** Its bytes as they are stored, which the caller closes. */
    InputStream open() throws IOException;
}
