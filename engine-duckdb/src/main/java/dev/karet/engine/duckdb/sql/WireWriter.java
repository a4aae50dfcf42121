package dev.karet.engine.duckdb.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes what the service and the process say to each other: a tag, then numbers and texts with their lengths before them. For one thread. */
final class WireWriter {

    private final DataOutputStream out;

    WireWriter(OutputStream out) {
        this.out = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
    }

    WireWriter tag(WireTag tag) throws IOException {
        out.writeByte(tag.code());
        return this;
    }

    WireWriter kind(WireTag.CellKind kind) throws IOException {
        out.writeByte(kind.code());
        return this;
    }

    WireWriter flag(boolean value) throws IOException {
        out.writeBoolean(value);
        return this;
    }

    WireWriter number(long value) throws IOException {
        out.writeLong(value);
        return this;
    }

    WireWriter text(String value) throws IOException {
        byte[] bytes = value.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
        return this;
    }

    WireWriter texts(List<String> values) throws IOException {
        out.writeInt(values.size());
        for (String value : values) text(value);
        return this;
    }

    void send() throws IOException {
        out.flush();
    }
}
