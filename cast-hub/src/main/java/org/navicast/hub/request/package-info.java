/** Requests to all who can answer, and their answers gathered into one. */
@NullMarked
package org.navicast.hub.request;

import org.jspecify.annotations.NullMarked;
