package org.navicast.cast.hub;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.navicast.cast.auth.Token;
import org.navicast.cast.auth.TokenSource;
import org.navicast.cast.incoming.HubMessages;
import org.navicast.cast.link.Connector;
import org.navicast.cast.link.Forms;
import org.navicast.cast.link.HubHttp;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The Cast hub's development login: a code from {@code /oauth/authorize}, then a token for it from
 * {@code /oauth/token}. No password is asked, so it proves nothing.
 *
 * <p>Over a connection of its own, so that it need not wait for what else is asked of the hub.
 */
final class MockTokens implements TokenSource {
  private static final long TIMEOUT_MILLIS = 3_000;

  private final Connector connector;
  private final EventLoop loop;
  private final String user;
  private final String topic;
  private final String product;

  MockTokens(Connector connector, EventLoop loop, String user, String topic, String product) {
    this.connector = connector;
    this.loop = loop;
    this.user = user;
    this.topic = topic;
    this.product = product;
  }

  @Override
  public void fetch(Consumer<Token> got, Consumer<String> failed) {
    new Login(new HubHttp(connector, loop), got, failed).start();
  }

  /** One login on one connection, which ends with it. */
  private final class Login {
    private final HubHttp http;
    private final Consumer<Token> got;
    private final Consumer<String> failed;

    Login(HubHttp http, Consumer<Token> got, Consumer<String> failed) {
      this.http = http;
      this.got = got;
      this.failed = failed;
    }

    void start() {
      post(
          "/oauth/authorize",
          Map.of("user_name", user, "topic", topic, "client_product_name", product),
          reply -> exchange(reply.path("code").asString("")));
    }

    private void exchange(String code) {
      post(
          "/oauth/token",
          Map.of("grant_type", "authorization_code", "code", code),
          reply -> {
            Token token;
            try {
              token =
                  new Token(
                      reply.path("access_token").asString(""),
                      reply.path("topic").asString(""),
                      TimeUnit.SECONDS.toMillis(reply.path("expires_in").asLong(0)));
            } catch (IllegalArgumentException e) {
              fail("the hub's login is of no use: " + e.getMessage());
              return;
            }
            http.close();
            got.accept(token);
          });
    }

    private void post(String path, Map<String, String> form, Consumer<JsonNode> then) {
      http.send(
          HttpMethod.POST,
          path,
          Forms.CONTENT_TYPE,
          ByteBufUtil.writeAscii(ByteBufAllocator.DEFAULT, Forms.encode(form)),
          null,
          TIMEOUT_MILLIS,
          new HubHttp.Outcome() {
            @Override
            public void replied(int status, String body) {
              if (status != 200) {
                fail("the hub's login answered " + status + " at " + path);
                return;
              }
              try {
                then.accept(HubMessages.MAPPER.readTree(body));
              } catch (JacksonException e) {
                fail("the hub's login answered something that is not JSON at " + path);
              }
            }

            @Override
            public void failed(String reason, boolean mayHaveArrived) {
              fail(reason);
            }
          });
    }

    private void fail(String why) {
      http.close();
      failed.accept(why);
    }
  }
}
