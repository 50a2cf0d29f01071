package org.navicast.cast.hub;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The Cast hub's development login: a code from {@code /oauth/authorize}, then a token for it from
 * {@code /oauth/token}. No password is asked, so it proves nothing.
 */
final class MockTokens implements TokenSource {
  private static final long TIMEOUT_MILLIS = 3_000;

  private final String user;
  private final String topic;
  private final String product;

  MockTokens(String user, String topic, String product) {
    this.user = user;
    this.topic = topic;
    this.product = product;
  }

  @Override
  public void fetch(HubHttp http, Consumer<Token> got, Consumer<String> failed) {
    post(
        http,
        "/oauth/authorize",
        Map.of("user_name", user, "topic", topic, "client_product_name", product),
        reply -> exchange(http, reply.path("code").asString(""), got, failed),
        failed);
  }

  private static void exchange(
      HubHttp http, String code, Consumer<Token> got, Consumer<String> failed) {
    post(
        http,
        "/oauth/token",
        Map.of("grant_type", "authorization_code", "code", code),
        reply ->
            got.accept(
                new Token(
                    reply.path("access_token").asString(""),
                    reply.path("topic").asString(""),
                    Math.max(0, reply.path("expires_in").asLong(0)))),
        failed);
  }

  private static void post(
      HubHttp http,
      String path,
      Map<String, String> form,
      Consumer<JsonNode> then,
      Consumer<String> failed) {
    http.send(
        HttpMethod.POST,
        path,
        Forms.CONTENT_TYPE,
        ByteBufUtil.writeAscii(io.netty.buffer.ByteBufAllocator.DEFAULT, Forms.encode(form)),
        null,
        TIMEOUT_MILLIS,
        new HubHttp.Outcome() {
          @Override
          public void replied(int status, String body) {
            if (status != 200) {
              failed.accept("the hub's login answered " + status + " at " + path);
              return;
            }
            JsonNode reply;
            try {
              reply = HubMessages.MAPPER.readTree(body);
            } catch (JacksonException e) {
              failed.accept("the hub's login answered something that is not JSON at " + path);
              return;
            }
            then.accept(reply);
          }

          @Override
          public void failed(String reason, boolean mayHaveArrived) {
            failed.accept(reason);
          }
        });
  }
}
