-- of queues that closed before their places were told
update place set state = 'closed', version = place.version + 1
    from queue where queue.event_id = place.event_id and queue.state = 'closed' and place.state = 'waiting';
