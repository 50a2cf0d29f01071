package org.navicast.gateway.runtime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.navicast.gateway.driver.ReadLoop;

@EnabledOnOs(OS.LINUX)
@Timeout(20)
class EpollReadLoopTest {
  private static final byte GOODBYE = 'q';
  private static final byte DEFECT = '!';

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final IoEventLoop loop = group.next();
  private final FileDescriptor[] pipe;
  private final EpollReadLoop readLoop = new EpollReadLoop(loop, System::nanoTime, () -> {});
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private volatile int patienceMillis = ReadLoop.Reading.FOREVER;

  EpollReadLoopTest() throws IOException {
    pipe = FileDescriptor.pipe();
  }

  @AfterEach
  void end() throws IOException {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    pipe[1].close();
    pipe[0].close();
  }

  /** Reads a pipe and tells each of its bytes, and on which thread. */
  private final class Bytes implements ReadLoop.Reading {
    private final ByteBuffer one = ByteBuffer.allocateDirect(1);

    @Override
    public int patienceMillis() {
      return patienceMillis;
    }

    @Override
    public boolean take(int waitMillis) throws IOException {
      assertEquals(0, waitMillis, "nothing may wait on the loop");
      assertTrue(loop.inEventLoop());
      if (patienceMillis != FOREVER) {
        patienceMillis = FOREVER;
        told.add("silence");
        return true;
      }
      int count = pipe[0].read(one, 0, 1);
      if (count < 0) {
        throw new IOException("the pipe is gone");
      }
      byte what = one.get(0);
      if (what == DEFECT) {
        throw new IllegalStateException("a defect");
      }
      told.add(String.valueOf((char) what));
      return what != GOODBYE;
    }
  }

  @Test
  void readsOnTheLoopUntilTheReadingSaysThatItIsOver() throws Exception {
    CompletableFuture<Void> over = start();
    write("ab");
    assertEquals("a", told.take());
    assertEquals("b", told.take());
    assertFalse(over.isDone());
    write("q");
    over.get();
  }

  @Test
  void throwsWhatAReadingThrows() throws Exception {
    CompletableFuture<Void> over = start();
    pipe[1].close();
    assertEquals("java.io.IOException: the pipe is gone", failure(over).toString());
  }

  @Test
  void tellsThatAFileCannotBeWaitedFor() {
    int noFile = 1_000_000;
    String why = failure(start(List.of(pipe[0].intValue(), noFile))).toString();
    assertTrue(why.contains("the system cannot wait for it"), why);
  }

  @Test
  void throwsADefectToo() throws Exception {
    CompletableFuture<Void> over = start();
    write("!");
    assertTrue(failure(over) instanceof IllegalStateException);
  }

  @Test
  void tellsSilenceWhenItsPatienceIsOver() throws Exception {
    patienceMillis = 30;
    CompletableFuture<Void> over = start();
    assertEquals("silence", told.take());
    write("q");
    over.get();
  }

  @Test
  void readsNothingAnyMoreOnceItsCallerWasInterrupted() throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread caller =
        Thread.ofPlatform()
            .daemon()
            .start(
                () ->
                    thrown.complete(
                        assertThrows(
                            InterruptedException.class,
                            () -> readLoop.run(List.of(pipe[0].intValue()), new Bytes()))));
    write("a");
    assertEquals("a", told.take());
    caller.interrupt();
    thrown.get();
    write("b");
    loop.submit(() -> {}).sync();
    assertTrue(told.isEmpty());
  }

  @Test
  void endsWithItsLoop() throws Exception {
    CompletableFuture<Void> over = start();
    write("a");
    assertEquals("a", told.take());
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    over.get();
    start().get();
  }

  /** Asked to end in a task, the loop ends behind it, and closes nothing that is registered. */
  @Test
  void endsWithALoopThatSaysNothing() throws Exception {
    CompletableFuture<Void> over = start();
    write("a");
    assertEquals("a", told.take());
    loop.execute(() -> group.shutdownGracefully(0, 1, TimeUnit.SECONDS));
    over.get();
  }

  @Test
  void aDeviceWithoutFilesIsReadByItsOwnThread() throws Exception {
    Thread caller = Thread.currentThread();
    readLoop.run(
        List.of(),
        new ReadLoop.Reading() {
          private int left = 3;

          @Override
          public int patienceMillis() {
            return 17;
          }

          @Override
          public boolean take(int waitMillis) {
            assertEquals(17, waitMillis);
            assertEquals(caller, Thread.currentThread());
            return --left > 0;
          }
        });
  }

  private CompletableFuture<Void> start() {
    return start(List.of(pipe[0].intValue()));
  }

  private CompletableFuture<Void> start(List<Integer> files) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            readLoop.run(files, new Bytes());
          } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
          }
        },
        task -> Thread.ofPlatform().daemon().start(task));
  }

  private static Throwable failure(CompletableFuture<Void> over) {
    return Objects.requireNonNull(assertThrows(ExecutionException.class, over::get).getCause());
  }

  private void write(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocateDirect(text.length()).put(text.getBytes(US_ASCII));
    assertEquals(text.length(), pipe[1].write(bytes, 0, text.length()));
  }
}
