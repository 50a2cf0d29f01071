package org.navicast.cast.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A scripted identity provider on a free port of this machine. */
public final class ProviderServer implements AutoCloseable {
  private final HttpServer server;
  private final ScriptedProvider provider;

  public ProviderServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider = new ScriptedProvider(issuer());
    server.createContext("/", this::answer);
    server.start();
  }

  /** As it calls itself. */
  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What it says. */
  public ScriptedProvider provider() {
    return provider;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      ScriptedProvider.Answer answer =
          provider.answer(
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("Authorization"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
