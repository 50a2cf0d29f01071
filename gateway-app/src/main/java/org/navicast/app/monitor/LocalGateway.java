package org.navicast.app.monitor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** A gateway on this machine, by its control socket. */
public final class LocalGateway implements Source {
  private static final Logger LOG = LoggerFactory.getLogger(LocalGateway.class);
  private static final String SUFFIX = ".sock";
  private static final int MOST_WAITING = 1_000;

  /** Stands behind the last line; no other is empty. */
  private static final JsonNode END = JsonNodeFactory.instance.objectNode();

  private final String name;
  private final SocketChannel channel;
  private final BlockingQueue<JsonNode> lines = new ArrayBlockingQueue<>(MOST_WAITING);

  private LocalGateway(String name, SocketChannel channel) {
    this.name = name;
    this.channel = channel;
  }

  /**
   * Begins to listen.
   *
   * @param wanted what the socket is asked for
   * @throws IOException in words for a person
   */
  public static LocalGateway open(Path socket, String wanted) throws IOException {
    String file = socket.getFileName().toString();
    LocalGateway gateway =
        new LocalGateway(
            file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : file,
            connect(socket));
    gateway.channel.write(StandardCharsets.UTF_8.encode(wanted + "\n"));
    Thread.ofPlatform().daemon().name("gateway's lines").start(gateway::read);
    return gateway;
  }

  private static SocketChannel connect(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(java.net.StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      return channel;
    } catch (ConnectException e) {
      channel.close();
      throw new IOException(
          "the gateway that made " + socket + " has ended; start it again with --control", e);
    } catch (AccessDeniedException e) {
      channel.close();
      throw new IOException(socket + " is of another user; run this as that user", e);
    } catch (IOException e) {
      channel.close();
      throw new IOException(socket + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.put(JsonMapper.shared().readTree(line));
      }
    } catch (IOException | JacksonException e) {
      LOG.debug("no more comes from the gateway", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      lines.put(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public @Nullable JsonNode next(long millis) throws IOException, InterruptedException {
    JsonNode next = lines.poll(millis, TimeUnit.MILLISECONDS);
    if (next != null && next.isEmpty()) {
      throw new IOException("the gateway has ended");
    }
    return next;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("the gateway's socket could not be closed", e);
    }
  }
}
