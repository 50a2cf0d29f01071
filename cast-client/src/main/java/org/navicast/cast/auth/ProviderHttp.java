package org.navicast.cast.auth;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.util.concurrent.CompletableFuture;

/** The way to an identity provider. */
@FunctionalInterface
public interface ProviderHttp {
  /**
   * Sends a request; used on one event loop.
   *
   * @return what came back, whatever its status; fails with a {@link LoginTrouble} where nothing
   *     did
   */
  CompletableFuture<HTTPResponse> send(HTTPRequest request);
}
