package org.navicast.app.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.navicast.gateway.input.Rigid;

/** An OpenIGTLink server that sends one tool, some hundred times a second, to each client. */
final class ToolServer implements AutoCloseable {
  private static final long CRC_POLYNOMIAL = 0x42F0E1EBA9EA3693L;
  private static final long INTERVAL_MILLIS = 2;

  private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private volatile List<String> names;
  private volatile Supplier<Rigid> pose;

  ToolServer(String name, Supplier<Rigid> pose) throws IOException {
    this.names = List.of(name);
    this.pose = pose;
    Thread.ofVirtual().name("tool-server").start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Tells the same pose under all these names. */
  void name(String... next) {
    names = List.of(next);
  }

  void show(Supplier<Rigid> next) {
    pose = next;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        OutputStream out = client.getOutputStream();
        while (!server.isClosed()) {
          Rigid at = pose.get();
          for (String name : names) {
            out.write(transform(name, at));
          }
          Thread.sleep(INTERVAL_MILLIS);
        }
      } catch (IOException e) {
        // that client went; the next may come
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** TRANSFORM in header version 1, without a time: twelve numbers, column by column. */
  private static byte[] transform(String name, Rigid tool) {
    ByteBuffer body = ByteBuffer.allocate(48);
    Rigid turn = new Rigid(0, 0, 0, tool.qx(), tool.qy(), tool.qz(), tool.qw());
    putColumn(body, turn.after(Rigid.translation(1, 0, 0)));
    putColumn(body, turn.after(Rigid.translation(0, 1, 0)));
    putColumn(body, turn.after(Rigid.translation(0, 0, 1)));
    putColumn(body, tool);
    ByteBuffer message = ByteBuffer.allocate(58 + 48);
    message.putShort((short) 1);
    message.put("TRANSFORM".getBytes(StandardCharsets.US_ASCII)).position(14);
    message.put(name.getBytes(StandardCharsets.US_ASCII)).position(42);
    message.putLong(48).putLong(crc64(body.array())).put(body.array());
    return message.array();
  }

  private static void putColumn(ByteBuffer body, Rigid at) {
    body.putFloat((float) at.x()).putFloat((float) at.y()).putFloat((float) at.z());
  }

  private static long crc64(byte[] bytes) {
    long crc = 0;
    for (byte next : bytes) {
      crc ^= (long) next << 56;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc << 1) ^ (crc < 0 ? CRC_POLYNOMIAL : 0);
      }
    }
    return crc;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
