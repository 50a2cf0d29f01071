package org.navicast.cast.fault;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One client's connection and the one that was made to the server for it. */
final class ProxiedConnection {
  /** As much as a packet carries, so that connections take turns on a slow line. */
  private static final int PACKET_BYTES = 1_400;

  /** What a network holds of one direction of a connection, in packets. */
  private static final int MAX_UNDER_WAY = 64;

  private final Socket client;
  private final Socket server;
  private final Stream up;
  private final Stream down;
  private volatile boolean swallowed;
  private volatile boolean cut;

  /**
   * @param bytes a whole buffer; an empty one follows the last
   */
  private record Packet(ByteBuffer bytes, long arriveNanos) {
    static final Packet END = new Packet(ByteBuffer.allocate(0), 0);

    boolean isEnd() {
      return !bytes.hasRemaining();
    }
  }

  ProxiedConnection(Socket client, Socket server, Lane up, Lane down) {
    this.client = client;
    this.server = server;
    this.up = new Stream(client, server, up);
    this.down = new Stream(server, client, down);
  }

  /** Carries until both ends have said all, or the connection is cut. */
  void run() {
    try {
      client.setTcpNoDelay(true);
      if (server.isConnected()) {
        server.setTcpNoDelay(true);
      }
      Thread[] threads = {
        Thread.ofVirtual().start(up::read), Thread.ofVirtual().start(down::read),
        Thread.ofVirtual().start(up::write), Thread.ofVirtual().start(down::write)
      };
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (IOException | InterruptedException e) {
      cut(FaultProxy.Cut.RST);
    }
    close(client);
    close(server);
  }

  void swallow() {
    swallowed = true;
  }

  void cut(FaultProxy.Cut how) {
    cut = true;
    up.forget();
    down.forget();
    for (Socket end : new Socket[] {client, server}) {
      try {
        if (how == FaultProxy.Cut.RST) {
          end.setSoLinger(true, 0);
          end.close();
        } else if (end.isConnected()) {
          end.shutdownOutput();
        }
      } catch (IOException e) {
        close(end); // it had ended already
      }
    }
  }

  @Override
  public String toString() {
    return (cut ? "cut" : swallowed ? "swallowed" : "open") + up + down;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Then it is not open any more, which is all that is wanted.
    }
  }

  /** One direction, with a thread that reads and one that writes. */
  private final class Stream {
    private final Socket from;
    private final Socket to;
    private final Lane lane;
    private final BlockingQueue<Packet> underWay = new ArrayBlockingQueue<>(MAX_UNDER_WAY);

    Stream(Socket from, Socket to, Lane lane) {
      this.from = from;
      this.to = to;
      this.lane = lane;
    }

    void read() {
      byte[] buffer = new byte[PACKET_BYTES];
      try {
        if (from.isConnected()) {
          for (int n = 0; n >= 0; n = from.getInputStream().read(buffer)) {
            if (!swallowed && !cut && n > 0) {
              underWay.put(
                  new Packet(ByteBuffer.wrap(Arrays.copyOf(buffer, n)), lane.arriveNanos(n)));
            }
          }
        }
        underWay.put(Packet.END);
      } catch (IOException | InterruptedException e) {
        if (swallowed) {
          forget(); // the other end never hears of it
        } else {
          cut(FaultProxy.Cut.RST);
        }
      }
    }

    void write() {
      try {
        for (Packet packet = underWay.take(); !packet.isEnd(); packet = underWay.take()) {
          TimeUnit.NANOSECONDS.sleep(packet.arriveNanos() - System.nanoTime());
          if (!swallowed && !cut) {
            write(packet.bytes().array());
          }
        }
        if (!swallowed && !cut) {
          to.shutdownOutput();
        }
      } catch (IOException | InterruptedException e) {
        cut(FaultProxy.Cut.RST);
      }
    }

    private void write(byte[] bytes) throws IOException, InterruptedException {
      int passing = lane.pass(bytes.length);
      if (cut || swallowed) {
        return; // while it stalled
      }
      to.getOutputStream().write(bytes, 0, passing);
      if (passing < bytes.length) {
        cut(FaultProxy.Cut.RST);
      }
    }

    @Override
    public String toString() {
      return " " + underWay.size() + (from.isClosed() ? " closed" : "");
    }

    /** What is under way is lost. */
    void forget() {
      underWay.clear();
      underWay.offer(Packet.END); // where it is full again, the reader's own follows
    }
  }
}
