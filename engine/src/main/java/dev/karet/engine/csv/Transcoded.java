package dev.karet.engine.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/** Turns any encoding that the JDK knows into UTF-8, and fails at the first bytes that are no text in it. */
final class Transcoded extends InputStream {

    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 15).flip();
    private final CharBuffer chars = CharBuffer.allocate(1 << 15).flip();
    private final ByteBuffer text = ByteBuffer.allocate(1 << 17).flip();
    private long taken;
    private boolean ended;
    private boolean finished;
    private @Nullable InvalidText failure;

    Transcoded(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
        this.decoder = charset.newDecoder();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!text.hasRemaining()) {
            if (failure != null) {
                throw failure;
            }
            if (finished) {
                return -1;
            }
            more();
        }
        var count = Math.min(length, text.remaining());
        text.get(target, offset, count);
        return count;
    }

    private void more() throws IOException {
        if (!ended) {
            bytes.compact();
            var count = in.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = count < 0;
            bytes.position(bytes.position() + Math.max(0, count)).flip();
        }
        chars.compact();
        var before = bytes.position();
        var result = decoder.decode(bytes, chars, ended);
        taken += bytes.position() - before;
        if (result.isError()) {
            failure = new InvalidText(taken, charset.name());
        } else if (ended && result.isUnderflow()) {
            finished = decoder.flush(chars).isUnderflow();
        }
        chars.flip();
        text.clear();
        // A high surrogate at the end of chars waits there for the low one.
        encoder.encode(chars, text, finished);
        text.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
