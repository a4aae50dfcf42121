package dev.karet.engine.duckdb.sql;

import dev.karet.engine.EngineFault;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDriver;

/**
 * DuckDB unpacked once for all processes of a service. The driver as it comes writes 70 MB to the disk whenever a process starts; the same driver
 * without its library loads the one that lies unpacked, whose pages all processes share.
 *
 * @param classPath this program's, with the lighter driver in place of the driver
 * @param libraries the folder of the library
 */
record SharedDriver(String classPath, Path libraries) {

    private static final String LIBRARY = "libduckdb_java.so_";

    /**
     * Unpacks the driver of this program.
     *
     * @param folder of the caller's, who removes it
     */
    static SharedDriver unpack(Path folder) {
        try {
            Path driver = Path.of(DuckDBDriver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (!Files.isRegularFile(driver)) throw new IOException("the driver is no jar but " + driver);
            Path lighter = folder.resolve("duckdb.jar");
            try (JarFile jar = new JarFile(driver.toFile());
                    JarOutputStream out = new JarOutputStream(Files.newOutputStream(lighter))) {
                for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                    copy(jar, entries.nextElement(), out, folder);
                }
            }
            return new SharedDriver(classPath(driver, lighter), folder);
        } catch (IOException | URISyntaxException failure) {
            throw new EngineFault(
                    "DuckDB could not be unpacked to " + folder + ": " + failure.getMessage()
                            + ". It needs 100 MB there, and a folder that programs may run from (no \"noexec\").",
                    failure);
        }
    }

    private static void copy(JarFile jar, JarEntry entry, JarOutputStream out, Path folder) throws IOException {
        if (entry.getName().equals(LIBRARY + platform())) {
            try (var library = jar.getInputStream(entry)) {
                Files.copy(library, folder.resolve(System.mapLibraryName("duckdb_java")));
            }
        } else if (!entry.getName().startsWith(LIBRARY) && !entry.isDirectory()) {
            out.putNextEntry(new JarEntry(entry.getName()));
            try (var bytes = jar.getInputStream(entry)) {
                bytes.transferTo(out);
            }
            out.closeEntry();
        }
    }

    private static String platform() {
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        String system = System.getProperty("os.name").startsWith("Mac") ? "macos" : "linux";
        return system + "_" + processor;
    }

    private static String classPath(Path driver, Path lighter) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .map(entry -> entry.equals(driver) ? lighter : entry)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
