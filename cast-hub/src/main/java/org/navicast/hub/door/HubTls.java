package org.navicast.hub.door;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.OptionalSslHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * The TLS of a hub, 1.2 or 1.3. Programs on this machine may speak plain http to it all the same:
 * what they say crosses no network.
 */
public final class HubTls {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /** The hub's order counts; first what a gateway on a board encrypts with the least work. */
  private static final List<String> CIPHERS =
      List.of(
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");

  private final SslContext context;

  public HubTls(ServerCertificate own) throws SSLException {
    context =
        SslContextBuilder.forServer(own.key(), own.chain().toArray(X509Certificate[]::new))
            .sslProvider(SslProvider.JDK)
            .protocols(PROTOCOLS)
            .ciphers(CIPHERS)
            .build();
  }

  /** What stands first in the pipeline of that connection. */
  public ChannelHandler handler(SocketChannel channel) {
    return channel.remoteAddress().getAddress().isLoopbackAddress()
        ? new OptionalSslHandler(context)
        : context.newHandler(channel.alloc());
  }

  /** Whether what is said on that connection is encrypted. */
  public static boolean secures(Channel channel) {
    return channel.pipeline().get(SslHandler.class) != null;
  }

  /** Whether that is what comes of a peer that speaks no TLS, or does not trust us. */
  public static boolean failed(Throwable cause) {
    return cause.getCause() instanceof SSLException;
  }
}
