package org.navicast.conformance;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The client's end of a WebSocket that was accepted. */
final class Peer {
  /** Stands for the end of the connection. */
  static final Frame END = new Frame(true, Frame.NONE, new byte[0]);

  private final Socket socket;
  private final OutputStream out;
  private final BlockingQueue<Frame> said = new LinkedBlockingQueue<>();
  private volatile boolean deaf;
  private volatile boolean closing;

  Peer(Socket socket, OutputStream out) {
    this.socket = socket;
    this.out = out;
  }

  /** Takes in what the client says, whole messages, until it ends. */
  void listen(DataInputStream in) throws IOException {
    try {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      int opcode = Frame.TEXT;
      for (Frame frame = Frame.read(in); frame != null; frame = Frame.read(in)) {
        switch (frame.opcode()) {
          case Frame.CONTINUATION, Frame.TEXT, Frame.BINARY -> {
            opcode = frame.opcode() == Frame.CONTINUATION ? opcode : frame.opcode();
            message.writeBytes(frame.payload());
            if (frame.last()) {
              said.add(new Frame(true, opcode, message.toByteArray()));
              message.reset();
            }
          }
          case Frame.PING -> {
            said.add(frame);
            if (!deaf) {
              send(new Frame(true, Frame.PONG, frame.payload()));
            }
          }
          case Frame.CLOSE -> {
            said.add(frame);
            if (!closing) {
              send(frame);
            }
            return;
          }
          default -> said.add(frame);
        }
      }
    } finally {
      said.add(END);
    }
  }

  synchronized void send(Frame frame) throws IOException {
    raw(frame.bytes());
    closing |= frame.opcode() == Frame.CLOSE;
  }

  synchronized void raw(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** From now on pings are not answered. */
  void goDeaf() {
    deaf = true;
  }

  /**
   * Ends the connection without a word.
   *
   * @param reset with a reset instead of an end of the stream
   */
  void cut(boolean reset) throws IOException {
    socket.setSoLinger(reset, 0);
    socket.close();
  }

  /** What it says next, or null where it says nothing in that time. */
  @Nullable Frame next(long millis) throws InterruptedException {
    return said.poll(millis, TimeUnit.MILLISECONDS);
  }
}
