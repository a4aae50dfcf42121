package dev.karet.http;

import dev.karet.model.ApiError;
import dev.karet.model.json.ApiJson;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers in our own shape to requests that never reach a route because they are not proper HTTP. */
final class PlainErrors extends ErrorHandler {

    private final String service;

    PlainErrors(String service) {
        this.service = service;
    }

    /** Jetty would answer other methods than GET, POST and HEAD with nothing but a status. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            String message,
            @Nullable Throwable cause,
            Callback callback) {
        write(response, code, callback);
    }

    private void write(Response response, int code, Callback callback) {
        ApiError error = code >= 500 && code != HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505
                ? ApiError.of("internal", "Something failed inside the %s.".formatted(service))
                : ApiError.of("bad_request", "The request is not proper HTTP for this server (%d).".formatted(code));
        SafeHeaders.ALL.forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(ApiJson.writeError(error)), callback);
    }
}
