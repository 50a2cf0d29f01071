package org.navicast.app.command;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.secure.Authorities;
import org.navicast.cast.secure.FileTrouble;
import org.navicast.cast.secure.SecretFiles;
import org.navicast.hub.engine.Engine;
import org.navicast.hub.engine.NatsEngine;
import org.navicast.hub.engine.NatsPass;
import org.navicast.hub.engine.NatsSettings;
import org.navicast.hub.engine.NkeySeed;
import picocli.CommandLine.Option;

/** What makes a hub one of several nodes. */
final class EngineOptions {
  static final String TOKEN_VARIABLE = "NAVICAST_ENGINE_TOKEN";
  static final String NKEY_VARIABLE = "NAVICAST_ENGINE_NKEY";

  @Option(
      names = "--engine",
      paramLabel = "SERVERS",
      description =
          "Be one of several nodes, by these NATS servers: nats://host:port or tls://host:port,"
              + " with commas between them. See docs/scale.md.")
  private @Nullable String servers;

  @Option(
      names = "--engine-ca",
      paramLabel = "FILE",
      description = "Authorities that the servers' certificates may be of (PEM), for tls://.")
  private @Nullable Path authorities;

  @Option(
      names = "--engine-token-file",
      paramLabel = "FILE",
      description =
          "A token for the servers, on the first line of a file that only its owner may read; or in"
              + " the environment as "
              + TOKEN_VARIABLE
              + ".")
  private @Nullable Path token;

  @Option(
      names = "--engine-nkey-file",
      paramLabel = "FILE",
      description =
          "The seed of a user's NKEY, likewise; or in the environment as " + NKEY_VARIABLE + ".")
  private @Nullable Path nkey;

  /**
   * The engine that is asked for.
   *
   * @throws IllegalArgumentException with a sentence without a full stop
   */
  Optional<Engine.Source> engine(Function<String, @Nullable String> environment) {
    if (servers == null) {
      if (authorities != null || token != null || nkey != null) {
        throw new IllegalArgumentException("--engine-… belongs to --engine; give it as well");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(
          NatsEngine.source(
              new NatsSettings(
                  NatsSettings.servers(servers),
                  authorities == null ? List.of() : trusted(authorities),
                  pass(environment))));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--engine: " + e.getMessage(), e);
    }
  }

  private static List<X509Certificate> trusted(Path file) {
    try {
      return Authorities.read(file);
    } catch (FileTrouble e) {
      throw new IllegalArgumentException(file + " " + e.getMessage(), e);
    }
  }

  private @Nullable NatsPass pass(Function<String, @Nullable String> environment) {
    String secret = secret(token, "token", environment.apply(TOKEN_VARIABLE));
    String seed = secret(nkey, "NKEY", environment.apply(NKEY_VARIABLE));
    if (secret != null && seed != null) {
      throw new IllegalArgumentException("a token and an NKEY were given; want one of the two");
    }
    if (seed != null) {
      try {
        return new NatsPass.Key(NkeySeed.parse(seed));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            (nkey == null ? NKEY_VARIABLE : nkey.toString()) + " " + e.getMessage(), e);
      }
    }
    return secret == null ? null : new NatsPass.Token(secret);
  }

  private static @Nullable String secret(
      @Nullable Path file, String what, @Nullable String inEnvironment) {
    if (file == null) {
      return inEnvironment == null || inEnvironment.isBlank() ? null : inEnvironment.strip();
    }
    try {
      return SecretFiles.firstLine(file, what).strip();
    } catch (FileTrouble e) {
      throw new IllegalArgumentException(file + " " + e.getMessage(), e);
    }
  }
}
