/** Files that go with events: taken, kept on disk for a while, and fetched. */
@NullMarked
package org.navicast.hub.file;

import org.jspecify.annotations.NullMarked;
