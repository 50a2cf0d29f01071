package org.navicast.cast.hub;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.navicast.cast.auth.LoginTrouble;
import org.navicast.cast.auth.ProviderHttp;
import org.navicast.cast.link.Connector;
import org.navicast.cast.link.Forms;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.link.HubHttp;
import org.navicast.cast.secure.ClientTls;
import org.navicast.cast.secure.HttpProxy;

/**
 * Reaches identity providers as hubs are reached: the same verification, the same proxy. A
 * connection a request, since minutes pass between two.
 */
final class ProviderConnections implements ProviderHttp {
  private static final long TIMEOUT_MILLIS = 5_000;
  private static final String JSON = "application/json";

  private final Supplier<Bootstrap> outbound;
  private final EventLoop loop;
  private final ClientTls tls;
  private final Optional<HttpProxy> proxy;

  ProviderConnections(
      Supplier<Bootstrap> outbound, EventLoop loop, ClientTls tls, Optional<HttpProxy> proxy) {
    this.outbound = outbound;
    this.loop = loop;
    this.tls = tls;
    this.proxy = proxy;
  }

  @Override
  public CompletableFuture<HTTPResponse> send(HTTPRequest request) {
    URI uri = request.getURI();
    HubAddress address = HubAddress.parse(uri.toString());
    if (!address.loopback() && !(address.tls() && tls.verifies())) {
      return CompletableFuture.failedFuture(
          new LoginTrouble(
              "the identity provider names an endpoint that is not verified by TLS, where a secret"
                  + " must not go: "
                  + address));
    }
    HubHttp http = new HubHttp(new Connector(address, outbound, tls, proxy), loop);
    CompletableFuture<HTTPResponse> answered = new CompletableFuture<>();
    http.send(
        HttpMethod.valueOf(request.getMethod().name()),
        HubAddress.pathAndQuery(uri.toString()),
        Forms.CONTENT_TYPE,
        body(request),
        request.getAuthorization(),
        TIMEOUT_MILLIS,
        new HubHttp.Outcome() {
          @Override
          public void replied(int status, String body) {
            http.close();
            answered.complete(response(status, body));
          }

          @Override
          public void failed(String reason, boolean mayHaveArrived) {
            http.close();
            answered.completeExceptionally(
                new LoginTrouble(
                    "the identity provider "
                        + address.authority()
                        + " cannot be asked: "
                        + ofProvider(reason)));
          }
        });
    return answered;
  }

  /** The words for what goes wrong on the way are written for hubs, and true of any server. */
  private static String ofProvider(String reason) {
    return reason.replace("the hub", "the provider");
  }

  private static ByteBuf body(HTTPRequest request) {
    String body = request.getBody();
    return ByteBufUtil.writeUtf8(ByteBufAllocator.DEFAULT, body == null ? "" : body);
  }

  /** Whoever reads it finds out whether it is JSON, so the header is not asked. */
  private static HTTPResponse response(int status, String body) {
    HTTPResponse response = new HTTPResponse(status);
    try {
      response.setContentType(JSON);
    } catch (ParseException e) {
      throw new IllegalStateException("this is a content type", e);
    }
    response.setBody(body);
    return response;
  }
}
