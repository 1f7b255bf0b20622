import { createRouter, createWebHistory } from 'vue-router'
import LostView from './views/LostView.vue'
import NoticeView from './views/NoticeView.vue'

/** The same paths as in the server's table, which has decided before who gets the page. */
export const router = createRouter({
  history: createWebHistory('/h5/'),
  routes: [
    { path: '/notices/:id', component: NoticeView, props: true },
    { path: '/notices/:id/versions/:n', component: () => import('./views/VersionView.vue'), props: true },
    { path: '/drafts/:id', component: () => import('./views/DraftView.vue'), props: true },
    { path: '/publish', component: () => import('./views/PublishView.vue') },
    { path: '/progress/:id', component: () => import('./views/ProgressView.vue'), props: true },
    { path: '/archives/:id', component: () => import('./views/ArchiveView.vue'), props: true },
    { path: '/cases', component: () => import('./views/CasesView.vue') },
    { path: '/cases/find/:words', component: () => import('./views/CasesView.vue'), props: true },
    { path: '/cases/:id/:part?', component: () => import('./views/CaseView.vue'), props: true },
    { path: '/joint/new', component: () => import('./views/JointFormView.vue') },
    { path: '/joint/sheet/:id', component: () => import('./views/JointSheetView.vue'), props: true },
    { path: '/joint/:id', component: () => import('./views/JointView.vue'), props: true },
    { path: '/records', component: () => import('./views/RecordsView.vue') },
    { path: '/receipts/:code?', component: () => import('./views/ReceiptView.vue'), props: true },
    { path: '/:rest(.*)*', component: LostView },
  ],
})
